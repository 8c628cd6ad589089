# A small YOLOX that learns drawn shapes from nothing in minutes: what 'vedette demo' trains.
# Draw the pictures with 'vedette demo' first, or set data_root to a COCO dataset of your own.
_base_ = '../_base_/default_runtime.py'

data_root = 'work_dirs/demo/data/'
classes = ('circle', 'square', 'triangle', 'star', 'ring')
max_epochs = 28
batch_size = 16
base_lr = 0.004

norm_cfg = dict(type='BN', momentum=0.03, eps=0.001)
act_cfg = dict(type='Swish')
model = dict(
    type='YOLOX',
    data_preprocessor=dict(type='DetDataPreprocessor', pad_size_divisor=32),
    backbone=dict(
        type='CSPDarknet', deepen_factor=0.33, widen_factor=0.25,
        out_indices=(2, 3, 4), norm_cfg=norm_cfg, act_cfg=act_cfg),
    neck=dict(
        type='YOLOXPAFPN', in_channels=[64, 128, 256], out_channels=64,
        num_csp_blocks=1, norm_cfg=norm_cfg, act_cfg=act_cfg),
    bbox_head=dict(
        type='YOLOXHead', num_classes=len(classes), in_channels=64,
        feat_channels=64, stacked_convs=1, strides=(8, 16, 32),
        norm_cfg=norm_cfg, act_cfg=act_cfg),
    train_cfg=dict(assigner=dict(type='SimOTAAssigner', center_radius=2.5)),
    test_cfg=dict(score_thr=0.01, nms=dict(type='nms', iou_threshold=0.65)))

train_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='LoadAnnotations', with_bbox=True),
    dict(type='YOLOXHSVRandomAug'),
    dict(
        type='RandomFlip', prob=0.75,
        direction=['horizontal', 'vertical', 'diagonal']),
    dict(type='PackDetInputs'),
]
test_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='LoadAnnotations', with_bbox=True),
    dict(
        type='PackDetInputs',
        meta_keys=('img_id', 'img_path', 'ori_shape', 'img_shape')),
]
train_dataloader = dict(
    batch_size=batch_size,
    num_workers=2,
    persistent_workers=True,
    drop_last=True,
    sampler=dict(type='DefaultSampler', shuffle=True),
    dataset=dict(
        type='CocoDataset',
        metainfo=dict(classes=classes),
        data_root=data_root,
        ann_file='annotations/instances_train.json',
        data_prefix=dict(img='train/'),
        filter_cfg=dict(filter_empty_gt=True),
        pipeline=train_pipeline))
val_dataloader = dict(
    batch_size=batch_size,
    num_workers=2,
    persistent_workers=True,
    sampler=dict(type='DefaultSampler', shuffle=False),
    dataset=dict(
        type='CocoDataset',
        metainfo=dict(classes=classes),
        data_root=data_root,
        ann_file='annotations/instances_val.json',
        data_prefix=dict(img='val/'),
        test_mode=True,
        pipeline=test_pipeline))
test_dataloader = val_dataloader
val_evaluator = dict(
    type='CocoMetric',
    ann_file=data_root + 'annotations/instances_val.json',
    metric='bbox', classwise=True)
test_evaluator = val_evaluator

train_cfg = dict(
    type='EpochBasedTrainLoop', max_epochs=max_epochs, val_interval=7)
val_cfg = dict(type='ValLoop')
test_cfg = dict(type='TestLoop')
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(type='AdamW', lr=base_lr, weight_decay=0.05),
    paramwise_cfg=dict(norm_decay_mult=0, bias_decay_mult=0))
param_scheduler = [
    dict(
        type='LinearLR', start_factor=0.01, by_epoch=False, begin=0, end=100),
    dict(
        type='CosineAnnealingLR', begin=2, end=max_epochs,
        T_max=max_epochs - 2, eta_min=base_lr * 0.02,
        by_epoch=True, convert_to_iter_based=True),
]
default_hooks = dict(
    checkpoint=dict(interval=7, max_keep_ckpts=1, save_best='coco/bbox_mAP'),
    logger=dict(interval=20))
randomness = dict(seed=0)
work_dir = 'work_dirs/demo/run'
custom_hooks = [
    dict(
        type='EMAHook', ema_type='ExpMomentumEMA', momentum=0.002, gamma=100,
        update_buffers=True),
]
